import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from './button';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** What Enter does in one of its fields. */
  readonly onSubmit?: () => void;
  readonly wide?: boolean;
  /** The buttons at its foot, beside the one that closes it. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A dialog: the browser keeps the focus in it, closes it by Escape, and gives the focus back. */
export function Dialog({ title, onClose, onSubmit, wide = false, actions, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={heading}
      onClose={onClose}
      onCancel={onClose}
    >
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <header class="dialog-head">
          <h2 id={heading}>{title}</h2>
          <Button kind="quiet" icon="close" label="Close" onClick={onClose} />
        </header>
        <div class="dialog-body">{children}</div>
        {actions !== undefined && (
          <footer class="dialog-foot">
            <Button onClick={onClose}>Cancel</Button>
            {actions}
          </footer>
        )}
      </form>
    </dialog>
  );
}
