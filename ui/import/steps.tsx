interface StepsProps {
  readonly titles: readonly string[];
  readonly present: number;
}

/** Where one is on the way. */
export function Steps({ titles, present }: StepsProps) {
  return (
    <ol className="steps plain">
      {titles.map((title, index) => (
        <li
          key={title}
          aria-current={index === present ? 'step' : undefined}
          className={index < present ? 'past' : undefined}
        >
          <span className="step-number">{index + 1}</span>
          {title}
        </li>
      ))}
    </ol>
  );
}
