/** Paths of the icons on a field of 16 by 16, drawn with a line of the text's color. */
const paths = {
  start: 'M5 3.2v9.6L12.6 8z',
  stop: 'M4 4h8v8H4z',
  reboot: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  timer: 'M8 5.2V8l1.8 1.4M8 13.5a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM6.3 1.5h3.4',
  delete: 'M3 4.5h10M6.2 4.5V3h3.6v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5M6.8 7v3.6M9.2 7v3.6',
  more: 'M3.5 7.6v.8M8 7.6v.8M12.5 7.6v.8',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  done: 'M3 8.4l3.2 3.2L13 4.8',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4l3.1 3.1',
  plus: 'M8 3v10M3 8h10',
  terminal: 'M3 4.5L6.5 8 3 11.5M8.5 12H13',
  key: 'M10.2 9.3a3.5 3.5 0 1 0-3.5-3.5c0 .4 0 .7.2 1L2.5 11.2V13.5h2.3v-1.6h1.6v-1.6l1.3-1.2c.7.2 1.5.2 2.5.2z',
  light:
    'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  dark: 'M13.3 9.6A5.7 5.7 0 0 1 6.4 2.7a5.7 5.7 0 1 0 6.9 6.9z',
  auto: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM8 2.5v11M8 5h3.9M8 8h5.4M8 11h3.9',
  warning: 'M8 2.3L14.3 13H1.7zM8 6.5v3M8 11.2h.01',
  down: 'M4 6l4 4 4-4',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  link: 'M6.5 9.5l3-3M7 4.6l1.4-1.4a3 3 0 0 1 4.3 4.3L11.3 9M9 11.4l-1.4 1.4a3 3 0 0 1-4.3-4.3L4.7 7',
} as const;

export type IconName = keyof typeof paths;

/** Draws an icon, which says nothing to a screen reader: the control around it has the words. */
export function Icon({ name }: { readonly name: IconName }) {
  const filled = name === 'start' || name === 'stop';
  return (
    <svg class={filled ? 'icon icon-filled' : 'icon'} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
