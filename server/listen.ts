import type { Server } from 'node:net';

/**
 * Listens at an address.
 * @throws Error saying which setting to change
 */
export function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => reject(new Error(advice(error, host, port), { cause: error }));
    server.once('error', fail).listen(port, host, () => {
      server.off('error', fail);
      resolve();
    });
  });
}

function advice({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is taken by another program: set PORT to another one.`;
    case 'EACCES':
      return `This user may not listen at port ${port}: set PORT to one from 1024 on.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST is "${host}", which is no address of this machine.`;
    default:
      return `The server cannot listen at port ${port} of ${host}: ${message}`;
  }
}
