type Raw = (key: string) => unknown;

/**
 * Reads context values as typed ones, and gathers what is wrong with them: the value got, and the values allowed.
 * A key without a value, or with an empty one (`-c instanceId=`), is a key that was not given.
 */
export class ContextReader {
  readonly #raw: Raw;
  readonly #mistakes: string[] = [];

  constructor(raw: Raw) {
    this.#raw = raw;
  }

  /** What is wrong, one line a mistake. */
  get mistakes(): readonly string[] {
    return this.#mistakes;
  }

  refuse(mistake: string): void {
    this.#mistakes.push(mistake);
  }

  /** Checks whether the key has a value. */
  has(key: string): boolean {
    return this.#given(key) !== undefined;
  }

  /** Reads a text that must match the pattern. */
  text(key: string, pattern: RegExp, rule: string): string | undefined {
    const value = this.#given(key);
    if (value !== undefined && !pattern.test(value)) this.#wrong(key, value, rule);
    return value;
  }

  oneOf<T extends string, D extends T | undefined>(key: string, values: readonly T[], fallback: D): T | D {
    const value = this.#given(key);
    if (value === undefined) return fallback;
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) this.#wrong(key, value, `one of ${values.join(', ')}`);
    return found ?? fallback;
  }

  /**
   * Reads comma-separated texts, or a JSON array of them in `cdk.json`.
   * @param better - the form in which a value must be written instead, if it is not the right one
   */
  list(
    key: string,
    pattern: RegExp,
    rule: string,
    better: (value: string) => string | undefined = () => undefined,
  ): readonly string[] | undefined {
    const values = this.#given(key)
      ?.split(',')
      .map((value) => value.trim())
      .filter(Boolean);
    for (const value of values ?? []) {
      const right = better(value);
      if (right !== undefined || !pattern.test(value)) {
        this.#wrong(key, value, right === undefined ? rule : `${rule}: write ${right}`);
      }
    }
    return values;
  }

  number(key: string, fallback: number, rule: string, allowed: (value: number) => boolean): number {
    const text = this.#given(key);
    if (text === undefined) return fallback;
    const value = Number(text);
    if (!Number.isFinite(value) || !allowed(value)) this.#wrong(key, text, rule);
    return value;
  }

  flag(key: string, fallback: boolean): boolean {
    return this.oneOf(key, ['on', 'off', 'true', 'false'], fallback ? 'on' : 'off').match(/^(on|true)$/) !== null;
  }

  #given(key: string): string | undefined {
    const value = this.#raw(key);
    return value === undefined || value === null || String(value) === '' ? undefined : String(value);
  }

  #wrong(key: string, value: string, rule: string): void {
    this.refuse(`${key} is "${value}", but must be ${rule}`);
  }
}
