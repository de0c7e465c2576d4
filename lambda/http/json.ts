import { Problem } from '../domain/problem';
import { isWholeText, notWhole } from './text';

/** Levels of nesting that a body may have: no parameter needs more than three. */
const deepest = 64;

/**
 * Parses JSON more strictly than `JSON.parse`: of a member that is there twice the last one would win in silence, and V8
 * gives the position of few of its errors (docs/decisions/0026).
 * @throws Problem `malformed_body` with the position; nothing but names of members is quoted, as the text may hold a secret
 */
export function parseJson(text: string): unknown {
  new Scanner(text).scan();
  return JSON.parse(text);
}

type Expected = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end';

const space = /[ \t\n\r]*/y;
const stringStart = /"(?:[^"\\\p{Cc}]+|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*/uy;
const escapeStart = /(?:\\(?:u[\dA-Fa-f]{0,3})?)?/y;
/** As much of a number as there is; it is complete when it ends with a digit. */
const numberStart = /-?(?:(?:0|[1-9]\d*)(?:\.\d*)?(?:(?<=\d)[eE][+-]?\d*)?)?/y;
const literals = ['true', 'false', 'null'] as const;

class Scanner {
  readonly #text: string;
  #at = 0;
  /** One entry for each open object, with its names so far, or array (undefined). */
  readonly #open: (Set<string> | undefined)[] = [];
  #expected: Expected = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  scan(): void {
    do {
      this.#skip(space);
      this.#step();
    } while (this.#open.length > 0);
    this.#skip(space);
    if (this.#at < this.#text.length) throw this.#invalid();
  }

  #step(): void {
    const character = this.#text[this.#at];
    const names = this.#open.at(-1);
    const end = names === undefined ? ']' : '}';
    if (character === end && this.#expected.endsWith('or end')) {
      this.#close();
    } else if (this.#expected === 'comma or end') {
      this.#take(',');
      this.#expected = names === undefined ? 'value' : 'name';
    } else if (this.#expected === 'colon') {
      this.#take(':');
      this.#expected = 'value';
    } else if (names !== undefined && this.#expected.startsWith('name')) {
      this.#name(names);
      this.#expected = 'colon';
    } else {
      this.#value(character);
    }
  }

  #value(character: string | undefined): void {
    if (character === '{' || character === '[') {
      if (this.#open.length === deepest) throw malformed(`The body is nested deeper than ${deepest} levels`, this.#at);
      this.#at += 1;
      this.#open.push(character === '{' ? new Set() : undefined);
      this.#expected = character === '{' ? 'name or end' : 'value or end';
      return;
    }
    if (character === '"') this.#string();
    else if (character === '-' || (character !== undefined && character >= '0' && character <= '9')) this.#number();
    else this.#literal(character);
    this.#expected = 'comma or end';
  }

  #name(names: Set<string>): void {
    const start = this.#at;
    if (this.#text[start] !== '"') throw this.#invalid();
    const name = this.#string();
    if (names.has(name)) throw malformed(`The body has the member ${JSON.stringify(name.slice(0, 64))} twice`, start);
    names.add(name);
  }

  #string(): string {
    const start = this.#at;
    this.#skip(stringStart);
    if (this.#text[this.#at] !== '"') {
      this.#skip(escapeStart);
      throw this.#invalid();
    }
    this.#at += 1;
    const value: string = JSON.parse(this.#text.slice(start, this.#at));
    if (isWholeText(value)) return value;
    throw malformed(`The body holds text that ${notWhole}`, start);
  }

  #number(): void {
    this.#skip(numberStart);
    if (!/\d/.test(this.#text[this.#at - 1] ?? '')) throw this.#invalid();
  }

  #literal(character: string | undefined): void {
    const literal = literals.find((candidate) => candidate[0] === character);
    if (literal === undefined) throw this.#invalid();
    for (const expected of literal) this.#take(expected);
  }

  #close(): void {
    this.#open.pop();
    this.#at += 1;
    this.#expected = 'comma or end';
  }

  #take(character: string): void {
    if (this.#text[this.#at] !== character) throw this.#invalid();
    this.#at += 1;
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    this.#at += pattern.exec(this.#text)?.[0].length ?? 0;
  }

  #invalid(): Problem {
    return malformed('The body is not valid JSON', this.#at, this.#at === this.#text.length ? ', where it ends' : '');
  }
}

function malformed(what: string, position: number, more = ''): Problem {
  return new Problem('malformed_body', `${what}: error at position ${position}${more}.`);
}
