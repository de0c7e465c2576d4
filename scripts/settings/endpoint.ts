export const hostPattern = /^([A-Za-z0-9.-]+|\[?[0-9a-f:]+\]?)$/i;

/**
 * Makes the endpoint of an emulator that listens on the host: one that listens on every address is reached on this
 * machine's own.
 */
export function emulatorEndpoint(host: string, port: number): string {
  const bare = host.replace(/^\[|\]$/g, '');
  const reached = bare === '0.0.0.0' ? '127.0.0.1' : bare === '::' ? '[::1]' : bare.includes(':') ? `[${bare}]` : bare;
  return `http://${reached}:${port}`;
}

/** Makes a name for a file from the host and port of a URL: `127.0.0.1-4566`. */
export function endpointName(endpoint: string): string {
  return new URL(endpoint).host.replace(/[^A-Za-z0-9.-]+/g, '-');
}
