import { signal } from '@preact/signals';

const phone = matchMedia('(max-width: 760px)');

/** The screen has the width of a phone's. */
export const narrow = signal(phone.matches);

phone.addEventListener('change', ({ matches }) => {
  narrow.value = matches;
});

const place = 'ec2-control-theme';
export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Light or dark; `auto` is as the system has it. */
export const theme = signal<Theme>(themes.find((name) => name === localStorage.getItem(place)) ?? 'auto');
document.documentElement.dataset.theme = theme.value;

/** Takes the next one. */
export function nextTheme(): void {
  theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'auto';
  localStorage.setItem(place, theme.value);
  document.documentElement.dataset.theme = theme.value;
}
