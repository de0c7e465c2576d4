/** Collects everything that is written to standard output, standard error or the console, until `jest.restoreAllMocks()`. */
export function captureOutput(): readonly string[] {
  const output: string[] = [];
  const collect = (...texts: readonly unknown[]): boolean => {
    output.push(texts.map(String).join(' '));
    return true;
  };
  for (const stream of ['stdout', 'stderr'] as const) jest.spyOn(process[stream], 'write').mockImplementation(collect);
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    jest.spyOn(console, method).mockImplementation(collect);
  }
  return output;
}
