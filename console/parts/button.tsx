import type { ComponentChildren } from 'preact';
import { announce } from '../state/announce';
import { Icon, type IconName } from './icon';

export interface ButtonProps {
  readonly onClick: () => void;
  /** Why it does nothing now; it stays in the order of the Tab key, so that the reason can be read. */
  readonly reason?: string | undefined;
  readonly icon?: IconName;
  /** What a screen reader says, where the content does not. */
  readonly label?: string;
  /** What the mouse finds; the label by default, where there are no words. */
  readonly title?: string;
  readonly kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly small?: boolean;
  readonly pressed?: boolean;
  readonly busy?: boolean;
  readonly children?: ComponentChildren;
}

/** A button that is never dead without saying why. */
export function Button({
  onClick,
  reason,
  icon,
  label,
  title = label,
  kind = 'plain',
  small = false,
  pressed,
  busy = false,
  children,
}: ButtonProps) {
  const words = children === undefined ? 'button-icon' : '';
  return (
    <button
      type="button"
      class={`button button-${kind} ${words} ${small ? 'button-small' : ''}`}
      aria-label={label}
      aria-disabled={reason !== undefined || busy}
      aria-pressed={pressed}
      title={reason ?? title}
      data-reason={reason}
      onClick={() => {
        if (busy) return;
        if (reason === undefined) onClick();
        else announce(`${reason}.`);
      }}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children !== undefined && <span class="button-words">{children}</span>}
    </button>
  );
}
