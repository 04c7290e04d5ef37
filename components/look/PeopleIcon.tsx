/** Two people, in the line weight of the icon package, which has none. */
export function PeopleIcon() {
  return (
    <svg
      width="15"
      height="15"
      viewBox="0 0 15 15"
      fill="none"
      stroke="currentColor"
      strokeWidth="1"
      aria-hidden="true"
    >
      <circle cx="5.5" cy="4.5" r="2.5" />
      <path d="M1 13c0-2.8 1.8-4.5 4.5-4.5S10 10.2 10 13M9.5 2.2a2.5 2.5 0 0 1 0 4.6M11.3 8.8c1.7.6 2.7 2.1 2.7 4.2" />
    </svg>
  )
}
