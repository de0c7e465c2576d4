const units = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
const short = /^(\d{1,9})([smhd])$/;
/** ISO 8601 weeks to seconds. Years and months are left out: they have no fixed length. */
const iso = /^P(?=.)(?:([\d.,]+)W)?(?:([\d.,]+)D)?(?:T(?=.)(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?$/;
const isoUnits = [7 * units.d, units.d, units.h, units.m, units.s] as const;
const whole = /^\d{1,9}$/;
const fraction = /^\d{1,9}[.,]\d{1,9}$/;

/**
 * Converts a duration to seconds: `90s`, `15m`, `2h`, `1d`, or ISO 8601 weeks to seconds (`P1W`, `PT2H`, `P1DT12H`,
 * `PT0.5H`), of which only the last number may have a fraction.
 * @returns undefined when the text is neither
 */
export function durationSeconds(text: string): number | undefined {
  const simple = short.exec(text);
  if (simple !== null) return Number(simple[1]) * units[simple[2] as keyof typeof units];
  const parts = iso.exec(text)?.slice(1);
  if (parts === undefined) return undefined;
  const last = parts.findLastIndex((part) => part !== undefined);
  let seconds = 0;
  for (const [at, part] of parts.entries()) {
    if (part === undefined) continue;
    if (!whole.test(part) && !(at === last && fraction.test(part))) return undefined;
    seconds += Number(part.replace(',', '.')) * (isoUnits[at] ?? 0);
  }
  // 0.1 h is 360 s, whatever floating point makes of it.
  return Math.round(seconds * 1000) / 1000;
}
