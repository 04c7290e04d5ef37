/** Two sides that meet in one claim. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" style={{ flex: 'none' }}>
      <circle cx="7.2" cy="10" r="5.6" fill="none" stroke="var(--side-mdm)" strokeWidth="1.8" />
      <circle cx="12.8" cy="10" r="5.6" fill="none" stroke="var(--side-hdo)" strokeWidth="1.8" />
    </svg>
  )
}
