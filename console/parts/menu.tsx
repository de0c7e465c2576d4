import { useId, useRef } from 'preact/hooks';
import { announce } from '../state/announce';
import { Icon, type IconName } from './icon';

export interface MenuItem {
  readonly text: string;
  readonly onSelect: () => void;
  readonly reason?: string | undefined;
  readonly danger?: boolean;
}

export interface MenuProps {
  readonly label: string;
  readonly icon: IconName;
  readonly items: readonly MenuItem[];
  /** Words on the button. */
  readonly words?: string;
  readonly reason?: string | undefined;
}

/** A button with a menu, which the browser closes by Escape or a click elsewhere. */
export function Menu({ label, icon, items, words, reason }: MenuProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  const open = (): void => {
    if (reason !== undefined) {
      announce(`${reason}.`);
      return;
    }
    const menu = list.current;
    const from = opener.current?.getBoundingClientRect();
    if (menu === null || from === undefined) return;
    if (menu.matches(':popover-open')) {
      menu.hidePopover();
      return;
    }
    menu.showPopover();
    const { width, height } = menu.getBoundingClientRect();
    const top = from.bottom + height + 8 > innerHeight ? Math.max(8, from.top - height - 4) : from.bottom + 4;
    menu.style.top = `${top}px`;
    menu.style.left = `${Math.max(8, Math.min(from.right - width, innerWidth - width - 8))}px`;
    move(0);
  };

  const buttons = (): readonly HTMLButtonElement[] => [...(list.current?.querySelectorAll('button') ?? [])];
  const move = (to: number): void => {
    const all = buttons();
    all[(to + all.length) % all.length]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = [...(list.current?.children ?? [])].findIndex((button) => button.contains(document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    }
    if (event.key === 'Tab') list.current?.hidePopover();
  };

  return (
    <>
      <button
        ref={opener}
        type="button"
        class={`button button-plain ${words === undefined ? 'button-icon' : ''}`}
        aria-label={label}
        aria-haspopup="menu"
        aria-controls={id}
        aria-disabled={reason !== undefined}
        title={reason ?? label}
        data-reason={reason}
        onClick={open}
      >
        <Icon name={icon} />
        {words !== undefined && <span class="button-words">{words}</span>}
      </button>
      <div ref={list} id={id} class="menu" popover="auto" role="menu" aria-label={label} onKeyDown={onKeyDown}>
        {items.map((item) => (
          <button
            key={item.text}
            type="button"
            role="menuitem"
            class={item.danger ? 'menu-item menu-item-danger' : 'menu-item'}
            aria-disabled={item.reason !== undefined}
            title={item.reason}
            onClick={() => {
              list.current?.hidePopover();
              if (item.reason === undefined) item.onSelect();
              else announce(`${item.reason}.`);
            }}
          >
            {item.text}
            {item.reason !== undefined && <span class="menu-reason">{item.reason}</span>}
          </button>
        ))}
      </div>
    </>
  );
}
