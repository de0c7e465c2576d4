/** The state of an instance, a job or an outcome: a word, with a color and a shape beside it. */
export function State({ state }: { readonly state: string }) {
  return (
    <span class={`state state-${state}`}>
      <span class="state-mark" aria-hidden="true" />
      {state}
    </span>
  );
}
