import {
  ActionIcon,
  Avatar,
  Badge,
  Button,
  createTheme,
  type MantineColorsTuple,
  Menu,
  Modal,
  NativeSelect,
  NumberInput,
  PasswordInput,
  Select,
  Tabs,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core'

/** The one quiet blue: shade 7 on light, shade 6 on dark, both at least 4.5:1 under white. */
const blue: MantineColorsTuple = [
  '#eef3fa',
  '#dbe6f3',
  '#b8cde6',
  '#92b1d7',
  '#7097c9',
  '#5886bf',
  '#4877b3',
  '#35619a',
  '#2b5284',
  '#21426d',
]

/** Blue-grey instead of Mantine's neutral dark: 0 is text, 2 is muted text, 4 is a border, 7 is a panel, 9 is the page. */
const dark: MantineColorsTuple = [
  '#e7ecf3',
  '#c3ccd9',
  '#a3b0c2',
  '#8b99ad',
  '#3d4858',
  '#313b49',
  '#252d39',
  '#1a2029',
  '#161b23',
  '#12161d',
]

const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#eef1f5',
  '#e3e7ed',
  '#d5dbe3',
  '#c2cad5',
  '#7d8999',
  '#5a6778',
  '#434e5c',
  '#2f3844',
  '#1b2430',
]

const teal: MantineColorsTuple = [
  '#eaf6f1',
  '#d3ebe1',
  '#aad7c6',
  '#7dc0a7',
  '#58ac8d',
  '#3d9a79',
  '#2c8868',
  '#1f7257',
  '#175c46',
  '#104635',
]

const orange: MantineColorsTuple = [
  '#fdf3e7',
  '#f9e4cb',
  '#f1c998',
  '#e5aa62',
  '#d78f3b',
  '#c67a24',
  '#ad6719',
  '#915413',
  '#74420e',
  '#58310a',
]

const red: MantineColorsTuple = [
  '#fcefed',
  '#f7dbd8',
  '#edb5af',
  '#e18c84',
  '#d56a60',
  '#c94f44',
  '#b93c31',
  '#9f3027',
  '#82261f',
  '#641c17',
]

/** Dense and calm: controls of 30 px, text of 12 to 16 px, radius 4, hairlines instead of shadows. */
export const theme = createTheme({
  colors: { blue, dark, gray, teal, orange, red },
  primaryColor: 'blue',
  primaryShade: { light: 7, dark: 6 },
  black: '#1b2430',
  fontFamily: "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'JetBrains Mono', 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.35' },
  spacing: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '4px', lg: '6px', xl: '8px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  shadows: {
    md: '0 2px 10px rgb(16 24 36 / 10%)',
  },
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'xs' } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({ defaultProps: { size: 'xs' } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: 'xs' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', size: 'sm', radius: 'sm', tt: 'none', fw: 500 } }),
    Avatar: Avatar.extend({ defaultProps: { size: 24 } }),
    Menu: Menu.extend({
      // The kit's placeholder is a child that a menu may not have; the first item takes the focus instead.
      defaultProps: {
        withInitialFocusPlaceholder: false,
        shadow: 'md',
        position: 'bottom-end',
        transitionProps: { duration: 80 },
      },
    }),
    Modal: Modal.extend({
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35 }, transitionProps: { duration: 100 } },
    }),
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
    ModalTitle: { defaultProps: { fw: 600 } },
    ModalCloseButton: { defaultProps: { 'aria-label': 'Close' } },
    // A dialog's heading is not the banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: false, fz: 'xs', px: 8, py: 4 } }),
  },
})
