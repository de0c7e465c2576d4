import { prettyAnswer } from '../logic/answer';

/** An answer of the API, laid out for reading. */
export function Answer({ text }: { readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <pre class="call-answer" tabIndex={0}>
      {prettyAnswer(text)}
    </pre>
  );
}
