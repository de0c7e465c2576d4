import { decode, isLayout } from './text';

/** A document that is not well-formed. */
export class MalformedXml extends Error {
  override readonly name = 'MalformedXml';
}

/** Elements inside of each other; EC2's answers have some fifteen. */
const deepest = 256;

const [exclamation, slash, equals, greater, question] = [0x21, 0x2f, 0x3d, 0x3e, 0x3f];

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
}

/**
 * Reads a document from its start to its end, once, tag by tag. It holds to what the AWS SDK's own reader takes for XML:
 * every tag is closed by its own name, no entity is ever defined by a document, and what follows the root is not looked at.
 */
export class XmlTokens {
  private at = 0;
  private readonly text: string;
  /** Of the tag that was opened last: it is closed as well. */
  empty = false;
  /** Of the tag that was opened last; undefined without any. */
  attributes: ReadonlyMap<string, string> | undefined;

  constructor(document: string) {
    this.text = document.includes('\r') ? document.replace(/\r\n?/g, '\n') : document;
  }

  /**
   * Opens the root.
   * @returns its name
   */
  openRoot(): string {
    for (;;) {
      this.passSpace();
      if (this.text.charAt(this.at) !== '<') throw new MalformedXml('there is no root element');
      if (this.text.substr(this.at, 9).toUpperCase() === '<!DOCTYPE') this.passDoctype();
      else if (this.startsWith('<!--')) this.passTo('-->');
      else if (this.startsWith('<?')) this.passTo('?>');
      else return this.open();
    }
  }

  /**
   * Reads what is in the element `name`, which was opened last, and closes it.
   * @param onChild - told of each child, which has been opened: it is to read the child, or to pass over it
   * @returns its text, or undefined where elements or attributes are all that it has
   */
  read(name: string, onChild: (name: string) => void): string | undefined {
    const bare = this.attributes === undefined;
    if (this.empty) return bare ? '' : undefined;
    const first = this.nextTag();
    if (bare && this.text.charCodeAt(first + 1) === slash) {
      const only = decode(this.text.slice(this.at, first));
      this.at = first;
      this.close(name);
      return isLayout(only) ? '' : only;
    }
    let all = '';
    let own: string | undefined;
    let elements = false;
    const take = (part: string) => {
      all += part;
      if (!isLayout(part)) own = (own ?? '') + part;
    };
    for (;;) {
      const tag = this.nextTag();
      if (tag > this.at) take(decode(this.text.slice(this.at, tag)));
      this.at = tag;
      const code = this.text.charCodeAt(tag + 1);
      if (code === slash) break;
      if ((code === exclamation || code === question) && this.passAside(take)) continue;
      elements = true;
      onChild(this.open());
    }
    this.close(name);
    if (!bare || elements) return own;
    return isLayout(all) ? '' : all;
  }

  /** Passes over what is in the element `name`, which was opened last, and closes it. */
  pass(name: string): void {
    if (this.empty) return;
    const names = [name];
    while (names.length > 0) {
      this.at = this.nextTag();
      const code = this.text.charCodeAt(this.at + 1);
      if (code === slash) this.close(names.pop() ?? '');
      else if (!((code === exclamation || code === question) && this.passAside())) {
        const child = this.open();
        if (!this.empty && names.push(child) > deepest) throw new MalformedXml('elements are too deep in each other');
      }
    }
  }

  private open(): string {
    const { text } = this;
    let end = this.at + 1;
    let code = text.charCodeAt(end);
    while (end < text.length && code !== greater && code !== slash && !isSpace(code)) {
      end += 1;
      code = text.charCodeAt(end);
    }
    const name = text.slice(this.at + 1, end);
    this.at = end;
    this.attributes = code === greater || code === slash ? undefined : this.readAttributes();
    this.empty = text.charCodeAt(this.at) === slash;
    if (this.empty) this.at += 1;
    if (text.charCodeAt(this.at) !== greater) throw new MalformedXml(`the tag <${name.slice(0, 50)} does not end`);
    this.at += 1;
    return name;
  }

  private readAttributes(): ReadonlyMap<string, string> | undefined {
    const { text } = this;
    const attributes = new Map<string, string>();
    for (;;) {
      this.passSpace();
      const name = this.attributeName();
      if (name === undefined) break;
      const quote = text.charAt(this.at);
      const end = text.indexOf(quote, this.at + 1);
      if (quote === '' || end < 0) throw new MalformedXml('an attribute does not end');
      attributes.set(name, decode(text.slice(this.at + 1, end)));
      this.at = end + 1;
    }
    return attributes.size === 0 ? undefined : attributes;
  }

  /**
   * Reads the name of the tag's next attribute.
   * @returns undefined where the tag has no further attribute
   */
  private attributeName(): string | undefined {
    const start = this.at;
    for (; this.at < this.text.length; this.at += 1) {
      const code = this.text.charCodeAt(this.at);
      if (code === equals || code === greater || code === slash || code === question || isSpace(code)) break;
    }
    const code = this.text.charCodeAt(this.at);
    if (this.at === start && (code === greater || code === slash)) return undefined;
    const name = this.text.slice(start, this.at);
    this.passSpace();
    if (this.text.charCodeAt(this.at) !== equals) return undefined;
    this.at += 1;
    this.passSpace();
    return name;
  }

  private close(name: string): void {
    const start = this.at + 2;
    const end = start + name.length;
    if (this.text.charCodeAt(end) === greater && this.text.startsWith(name, start)) {
      this.at = end + 1;
      return;
    }
    this.at = start;
    if (this.passTo('>').trim() !== name) throw new MalformedXml(`<${name.slice(0, 50)}> is not closed`);
  }

  private nextTag(): number {
    const tag = this.text.indexOf('<', this.at);
    if (tag < 0) throw new MalformedXml('the document ends inside of an element');
    return tag;
  }

  /** Passes over a comment, an instruction or a section of characters, which is text. */
  private passAside(take?: (part: string) => void): boolean {
    if (this.startsWith('<!--')) this.passTo('-->');
    else if (this.startsWith('<?')) this.passTo('?>');
    else if (this.startsWith('<![CDATA[')) {
      this.at += 9;
      const part = this.passTo(']]>');
      take?.(part);
    } else return false;
    return true;
  }

  private passDoctype(): void {
    let depth = 0;
    for (this.at += 9; this.at < this.text.length; this.at += 1) {
      const character = this.text.charAt(this.at);
      if (character === '[') depth += 1;
      if (character === ']') depth -= 1;
      if (character === '>' && depth === 0) break;
    }
    this.at += 1;
  }

  private passSpace(): void {
    while (isSpace(this.text.charCodeAt(this.at))) this.at += 1;
  }

  /**
   * Moves behind the next occurrence of a text.
   * @returns what was passed over, without the end
   */
  private passTo(end: string): string {
    const found = this.text.indexOf(end, this.at);
    if (found < 0) throw new MalformedXml(`there is no ${end}`);
    const passed = this.text.slice(this.at, found);
    this.at = found + end.length;
    return passed;
  }

  private startsWith(start: string): boolean {
    return this.text.startsWith(start, this.at);
  }
}
