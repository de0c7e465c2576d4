/** A text that becomes one value: as it is, a number, a boolean, or an RFC 3339 time. */
export type Scalar = 'text' | 'number' | 'flag' | 'time';

/** By the name of an element: the member that it becomes, and its shape. Other elements are passed over. */
export type Members = Readonly<Record<string, readonly [member: string, shape: Shape]>>;

export interface Struct<M extends Members = Members> {
  readonly kind: 'struct';
  readonly members: M;
}

/** An element that holds a row of others, all of the same name. */
export interface List<S = unknown> {
  readonly kind: 'list';
  readonly element: string;
  readonly of: S;
}

/** What is read of an XML element. */
export type Shape = Scalar | Struct | (List & { readonly of: Shape });

export function struct<const M extends Members>(members: M): Struct<M> {
  return { kind: 'struct', members };
}

/** Makes the shape of a list, whose elements EC2 names `item`. */
export function listOf<const S extends Shape>(of: S, element = 'item'): List<S> {
  return { kind: 'list', element, of };
}

/** The value that an element of this shape becomes. Any member may be absent. */
export type ValueOf<S> = S extends 'text'
  ? string
  : S extends 'number'
    ? number
    : S extends 'flag'
      ? boolean
      : S extends 'time'
        ? Date
        : S extends Struct<infer M>
          ? { readonly [Element in keyof M as M[Element][0]]?: ValueOf<M[Element][1]> | undefined }
          : S extends List<infer Item>
            ? readonly ValueOf<Item>[]
            : never;
