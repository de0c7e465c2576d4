const units = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
const short = /^(\d{1,9})([smhd])$/;
const iso = /^P(?=.)(?:(\d{1,9})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/;

/**
 * Seconds of a duration: `90s`, `15m`, `2h`, `1d`, or ISO 8601 days to seconds (`PT2H`, `P1DT12H`).
 * @returns undefined when the text is neither
 */
export function durationSeconds(text: string): number | undefined {
  const simple = short.exec(text);
  if (simple !== null) return Number(simple[1]) * units[simple[2] as keyof typeof units];
  const parts = iso.exec(text);
  if (parts === null) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return days * units.d + hours * units.h + minutes * units.m + seconds;
}
