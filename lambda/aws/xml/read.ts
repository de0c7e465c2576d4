import type { List, Scalar, Shape, Struct, ValueOf } from './shape';
import { timeOf } from './text';
import { MalformedXml, XmlTokens } from './tokens';

/** A value that is not of its shape. It spoils the whole answer, unless the element around it is passed over in the end. */
const unreadable = Symbol('unreadable');

/**
 * Reads a document of which only some elements are wanted, in one pass; the value is what the AWS SDK's own deserializer
 * gives, less the members that the shape does not have.
 * @param rootName - what the root must be called
 * @throws MalformedXml when the document is not well-formed, has another root, or a value that is not of its shape
 */
export function readXml<S extends Struct>(document: string, shape: S, rootName?: string): ValueOf<S> {
  const tokens = new XmlTokens(document);
  const name = tokens.openRoot();
  if (rootName !== undefined && name !== rootName) throw new MalformedXml(`the root is not ${rootName}`);
  const value = new Reader(tokens).struct(name, shape, true);
  if (value === unreadable) throw new MalformedXml('a value is not of its shape');
  return value as ValueOf<S>;
}

/** Every method reads the element `name`, which was opened last, and closes it. */
class Reader {
  /** Something was unreadable: structures have to be looked through. */
  private doubtful = false;

  constructor(private readonly tokens: XmlTokens) {}

  struct(name: string, { members }: Struct, isRoot = false): unknown {
    const value: Record<string, unknown> = {};
    const { attributes } = this.tokens;
    const text = this.tokens.read(name, (element) => {
      const [member, shape] = Object.hasOwn(members, element) ? (members[element] ?? []) : [];
      if (member === undefined || shape === undefined) this.tokens.pass(element);
      else if (!Object.hasOwn(value, member)) value[member] = this.element(element, shape);
      else {
        // Once more: of lists the first one counts, and the SDK makes nothing of the rest.
        this.tokens.pass(element);
        if (typeof shape === 'string') value[member] = this.cannotBeRead();
        else if (shape.kind === 'struct') value[member] = {};
      }
    });
    if (text !== undefined && !isRoot) return {};
    for (const [attribute, content] of attributes ?? []) {
      const [member, shape] = Object.hasOwn(members, attribute) ? (members[attribute] ?? []) : [];
      if (member !== undefined && shape !== undefined) value[member] = this.fromText(shape, content);
    }
    return this.doubtful && Object.values(value).includes(unreadable) ? unreadable : value;
  }

  private element(name: string, shape: Shape): unknown {
    if (typeof shape !== 'string') return shape.kind === 'struct' ? this.struct(name, shape) : this.list(name, shape);
    const text = this.tokens.read(name, (child) => this.tokens.pass(child));
    return text === undefined ? this.cannotBeRead() : this.scalar(shape, text);
  }

  private list(name: string, { element, of }: List): unknown {
    const shape = of as Shape;
    const items: unknown[] = [];
    const { attributes } = this.tokens;
    const text = this.tokens.read(name, (child) => {
      if (child === element) items.push(this.element(child, shape));
      else this.tokens.pass(child);
    });
    if (text !== undefined) return [];
    const attribute = attributes?.get(element);
    if (attribute !== undefined) return this.checked([this.fromText(shape, attribute)]);
    return this.checked(items);
  }

  private checked(items: readonly unknown[]): unknown {
    return this.doubtful && items.includes(unreadable) ? unreadable : items;
  }

  private fromText(shape: Shape, text: string): unknown {
    if (typeof shape === 'string') return this.scalar(shape, text);
    return shape.kind === 'list' ? [] : {};
  }

  private scalar(shape: Scalar, text: string): unknown {
    switch (shape) {
      case 'text':
        return text;
      case 'number':
        return Number(text);
      case 'flag':
        return text.toLowerCase() === 'true';
      case 'time':
        return timeOf(text) ?? this.cannotBeRead();
    }
  }

  private cannotBeRead(): typeof unreadable {
    this.doubtful = true;
    return unreadable;
  }
}
