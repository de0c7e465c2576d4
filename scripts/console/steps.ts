/** What a step says about itself after its time, such as `unchanged`. */
type Note = string | undefined;

export interface Steps {
  /**
   * Runs a step and shows it in one line, with its time and the note on its result.
   * @param well - whether the result is that of a step that went well. @default - every result is, and only errors are not
   */
  run<T>(title: string, work: () => Promise<T>, note?: (result: T) => Note, well?: (result: T) => boolean): Promise<T>;
}

interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Time, as the steps need it. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Repeats work at an interval. @returns what ends it */
  every(milliseconds: number, work: () => void): () => void;
}

const realClock: Clock = {
  now: () => performance.now(),
  every: (milliseconds, work) => {
    const timer = setInterval(work, milliseconds).unref();
    return () => clearInterval(timer);
  },
};

/** Milliseconds between two signs of life of a step: on a terminal, and where each is a line that stays. */
const signs = { terminal: 1_000, elsewhere: 30_000 } as const;

/**
 * Shows the steps of a program. On a terminal the steps that run stand in the last line, with the seconds that they have taken;
 * elsewhere a line appears when a step is done, and one for each half minute that it takes. It is progress, and goes to standard
 * error: standard output has only what was asked for, such as a key or the URLs.
 */
export function createSteps(output: Output = process.stderr, clock: Clock = realClock): Steps {
  const running = new Map<string, number>();
  const terminal = output.isTTY === true;
  const seconds = (started: number): string => `${Math.round((clock.now() - started) / 1_000)} s`;
  const status = (): string => {
    if (running.size === 0) return '';
    const text = `… ${[...running].map(([title, started]) => `${title} ${seconds(started)}`).join(', ')}`;
    // A line that wraps could not be erased.
    return text.slice(0, (output.columns || 80) - 1);
  };
  const show = (line: string): void => {
    output.write(terminal ? `\r\x1b[K${line}${status()}` : line);
  };
  const sign = (title: string, started: number): void => {
    if (terminal) show('');
    else output.write(`… ${title}, ${seconds(started)} so far\n`);
  };
  return {
    run: async (title, work, note = () => undefined, well = () => true) => {
      const started = clock.now();
      const line = (mark: string, text: Note): string => stepLine(mark, title, clock.now() - started, text);
      running.set(title, started);
      show('');
      const end = clock.every(terminal ? signs.terminal : signs.elsewhere, () => sign(title, started));
      const done = (mark: string, text: Note): void => {
        end();
        running.delete(title);
        show(line(mark, text));
      };
      try {
        const result = await work();
        done(well(result) ? '✓' : '✗', note(result));
        return result;
      } catch (error) {
        done('✗', undefined);
        throw error;
      }
    },
  };
}

function stepLine(mark: string, title: string, milliseconds: number, note: Note): string {
  const seconds = `${(milliseconds / 1_000).toFixed(1)} s`;
  return `${mark} ${title.padEnd(40)} ${seconds.padStart(7)}${note === undefined ? '' : `  ${note}`}\n`;
}
