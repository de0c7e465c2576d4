/** A request of the EC2 Query protocol as a tree: `Filter.1.Value.2=x` is at Filter → 1 → Value → 2. */
export class QueryNode {
  private readonly children = new Map<string, QueryNode>();

  constructor(private value?: string) {}

  /** Reads the form body of a request. */
  static parse(body: string): QueryNode {
    const root = new QueryNode();
    for (const [name, value] of new URLSearchParams(body)) {
      let node = root;
      for (const part of name.split('.')) node = node.grown(part);
      node.value = value;
    }
    return root;
  }

  private grown(name: string): QueryNode {
    const known = this.children.get(name);
    if (known !== undefined) return known;
    const child = new QueryNode();
    this.children.set(name, child);
    return child;
  }

  at(name: string): QueryNode | undefined {
    return this.children.get(name);
  }

  text(name: string): string | undefined {
    return this.children.get(name)?.value;
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : Number(text);
  }

  flag(name: string): boolean | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : text === 'true';
  }

  /** The members of a list, in the order of their numbers. */
  list(name: string): readonly QueryNode[] {
    const members = [...(this.children.get(name)?.children ?? [])];
    return members.sort(([a], [b]) => Number(a) - Number(b)).map(([, node]) => node);
  }

  texts(name: string): string[] | undefined {
    const values = this.list(name).flatMap((node) => node.value ?? []);
    return values.length === 0 ? undefined : values;
  }
}
