/** The whole style of a version's page: no font, picture or script from anywhere; readable on screen and on paper. */
export const VIEW_STYLE = `
:root{color-scheme:light;--ink:#1b2430;--soft:#4a5766;--line:#d5dbe2;--fill:#f4f6f8;--blue:#2c5280}
*{box-sizing:border-box}
body{margin:0 auto;padding:24px 24px 64px;max-width:880px;color:var(--ink);background:#fff;font:14px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
h1{font-size:24px;line-height:1.25;margin:0 0 4px}
h2{font-size:17px;margin:32px 0 8px;padding-top:12px;border-top:1px solid var(--line)}
h3{font-size:14px;margin:20px 0 4px}
p{margin:4px 0}
.soft{color:var(--soft)}
.said{border:1px solid var(--line);border-left:3px solid var(--blue);padding:8px 12px;background:var(--fill);margin:12px 0}
nav ol{columns:2;margin:4px 0 0;padding-left:20px}
a{color:var(--blue)}
table{border-collapse:collapse;width:100%;margin:8px 0}
th,td{text-align:left;vertical-align:top;padding:6px 8px;border-bottom:1px solid var(--line);overflow-wrap:break-word}
th{font-weight:600;color:var(--soft);border-bottom-color:var(--soft)}
.name{font-weight:600;white-space:nowrap}
.kind{font-size:12px;color:var(--soft)}
ul.tree{list-style:none;margin:0;padding-left:18px;border-left:1px solid var(--line)}
ul.tree.top{padding-left:0;border-left:0}
ul.tree>li{margin:8px 0}
.context{color:var(--soft);padding-left:18px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 12px;margin:4px 0 4px 18px}
dt{color:var(--soft)}
code{overflow-wrap:anywhere;font-size:12px}
dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.narrative{margin:4px 0 4px 18px}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
@page{margin:18mm 16mm}
@media print{body{padding:0;max-width:none;font-size:10.5pt}h2,h3{break-after:avoid}tr,li{break-inside:avoid}thead{display:table-header-group}nav{display:none}}
`
