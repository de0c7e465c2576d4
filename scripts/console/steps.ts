/** What a step says about itself after its time, such as `unchanged`. */
type Note = string | undefined;

export interface Steps {
  /** Does a step and shows it in one line, with its time and what `note` makes of its result. */
  run<T>(title: string, work: () => Promise<T>, note?: (result: T) => Note): Promise<T>;
}

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Shows the steps of a program. On a terminal the steps that run stand in the last line; elsewhere a line appears when its step is done.
 * @param now - milliseconds
 */
export function createSteps(output: Output = process.stdout, now: () => number = () => performance.now()): Steps {
  const running = new Set<string>();
  const erase = output.isTTY === true ? '\r\x1b[K' : '';
  const show = (line: string): void => {
    const status = erase === '' || running.size === 0 ? '' : `… ${[...running].join(', ')}`;
    output.write(`${erase}${line === '' ? '' : `${line}\n`}${status}`);
  };
  return {
    run: async (title, work, note = () => undefined) => {
      const started = now();
      const line = (mark: string, text: Note): string => stepLine(mark, title, now() - started, text);
      running.add(title);
      show('');
      try {
        const result = await work();
        running.delete(title);
        show(line('✓', note(result)));
        return result;
      } catch (error) {
        running.delete(title);
        show(line('✗', undefined));
        throw error;
      }
    },
  };
}

function stepLine(mark: string, title: string, milliseconds: number, note: Note): string {
  const seconds = `${(milliseconds / 1_000).toFixed(1)} s`;
  return `${mark} ${title.padEnd(40)} ${seconds.padStart(7)}${note === undefined ? '' : `  ${note}`}`;
}
