import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Failure } from '../console/failure';
import { codeOf, messageOf } from '../tools/errors';

/**
 * Sees that an emulator could listen on the address.
 * @param port - 0: on some port of it
 * @throws Failure saying what is wrong with the address, or with the port
 */
export async function requireAddress(host: string, port = 0): Promise<void> {
  const error = await refusalOf(host.replace(/^\[|\]$/g, ''), port);
  if (error === undefined) return;
  throw new Failure(reason(host, port, error), { cause: error });
}

function refusalOf(host: string, port: number): Promise<unknown> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ host, port }, () => server.close(() => resolve(undefined)));
  });
}

function reason(host: string, port: number, error: unknown): string {
  switch (codeOf(error)) {
    case 'EADDRNOTAVAIL':
      return (
        `EMULATOR_HOST is ${host}, which is no address of this machine; its addresses are ${ownAddresses()}. ` +
        'To use an emulator on another machine, set AWS_ENDPOINT_URL.'
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ENODATA':
      return `EMULATOR_HOST is ${host}, and no address is known for that name (${messageOf(error)}). Leave it out, or name an address of this machine: ${ownAddresses()}.`;
    case 'EACCES':
    case 'EPERM':
      return `EMULATOR_PORT is ${port}, and this user may not listen there. Ports above 1023 are for everyone: make EMULATOR_PORT=4566`;
    case 'EADDRINUSE':
      return portTaken(port);
    default:
      return `An emulator cannot listen at ${host}, port ${port}: ${messageOf(error)}.`;
  }
}

export function portTaken(port: number): string {
  return (
    `Port ${port} is taken by a program that is no AWS emulator ("lsof -i :${port}" or "ss -ltnp" names it). ` +
    `Stop it, or choose another port: make EMULATOR_PORT=${port < 65_535 ? port + 1 : 4567}`
  );
}

function ownAddresses(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list = []) => list.map(({ address }) => address));
  return [...new Set(['127.0.0.1', ...addresses.filter((address) => !address.includes(':')), '0.0.0.0'])].join(', ');
}
