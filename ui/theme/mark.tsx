/** The mark: Hemudu's sun over the river. Takes the colour of the text around it. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <circle cx="16" cy="10.5" r="4.6" strokeWidth="1.9" />
      <circle cx="16" cy="10.5" r="1.4" fill="currentColor" stroke="none" />
      <path d="M2.8 20.4c4.3-3.9 8.7-3.9 13.2 0s8.9 3.9 13.2 0" strokeWidth="2.2" />
      <path d="M6.4 26.2c3.2-2.7 6.3-2.7 9.6 0s6.4 2.7 9.6 0" strokeWidth="1.6" opacity="0.6" />
    </svg>
  );
}
