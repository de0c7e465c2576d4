import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: ComponentChildren;
  /** What is wrong with the value. */
  readonly error?: string | undefined;
  readonly type?: 'text' | 'password' | 'time' | 'date';
  /** Values to choose from; others may be typed. */
  readonly options?: readonly string[];
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string;
}

/** A field with its label, and what is to be said of it below. */
export function Field({ label, value, onInput, hint, error, type = 'text', options, ...rest }: FieldProps) {
  const id = useId();
  const said = error ?? hint;
  const attributes = {
    id,
    value,
    placeholder: rest.placeholder,
    autocomplete: rest.autoComplete ?? 'off',
    spellcheck: false,
    'aria-invalid': error !== undefined,
    'aria-describedby': said === undefined ? undefined : `${id}-hint`,
    autofocus: rest.autoFocus === true,
    onInput: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      onInput(currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {options !== undefined && <input {...attributes} list={`${id}-options`} />}
      {options === undefined && type === 'text' && <input {...attributes} />}
      {options === undefined && type === 'password' && <input {...attributes} type="password" />}
      {options === undefined && (type === 'time' || type === 'date') && <input {...attributes} type={type} />}
      {options !== undefined && (
        <datalist id={`${id}-options`}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
      {said !== undefined && (
        <p id={`${id}-hint`} class={error === undefined ? 'hint' : 'hint hint-error'}>
          {said}
        </p>
      )}
    </div>
  );
}
