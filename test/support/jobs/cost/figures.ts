import type { Count } from './count';
import { dollarsOf } from './dollars';

/** The two tables of the page `docs/architecture/jobs.md`: what jobs take, and what they cost. */
export function figuresOf(counts: readonly Count[]): { readonly taken: string; readonly cost: string } {
  const taken = counts.map((count) => [
    count.name,
    durationOf(count.seconds),
    ...[count.transitions, count.events, count.invocations, count.ec2Calls, count.tableCalls].map(thousands),
    ...[count.writeUnits, count.readUnits, count.largestPayload, count.largestItem].map(thousands),
  ]);
  const cost = counts.map((count) => {
    const { transitions, lambda, table, total } = dollarsOf(count);
    return [count.name, ...[transitions, lambda, table, total].map(dollars)];
  });
  return {
    taken: tableOf(
      [
        'job',
        'takes',
        'transitions',
        'history events',
        'invocations',
        'EC2 calls',
        'table calls',
        'write units',
        'read units',
        'largest payload',
        'largest item',
      ],
      taken,
    ),
    cost: tableOf(['job', 'transitions', 'Lambda', 'DynamoDB', 'together'], cost),
  };
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function thousands(count: number): string {
  return count.toLocaleString('en-US');
}

/** To two digits that count. */
function dollars(amount: number): string {
  const digits = Math.max(2, 1 - Math.floor(Math.log10(amount)));
  return `$${amount.toFixed(digits)}`;
}

function durationOf(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(' ');
}
