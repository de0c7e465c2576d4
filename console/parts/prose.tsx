/** A text in which what stands between backticks is code. */
export function Prose({ text = '' }: { readonly text?: string | undefined }) {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>;
}
