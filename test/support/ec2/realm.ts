import type { connectionPool } from '../../../lambda/aws/ec2-client';

type Pool = ReturnType<typeof connectionPool>;

/**
 * Gives a pool's errors as errors of this realm. Jest runs tests in a context of its own, in which errors of Node's core
 * are no `Error`, and the SDK replaces what is none by one that says nothing.
 */
export function inThisRealm(pool: Pool): Pool {
  const handle = pool.handle.bind(pool);
  pool.handle = async (...request) => {
    try {
      return await handle(...request);
    } catch (error) {
      const { message, name, code } = error as NodeJS.ErrnoException;
      throw Object.assign(new Error(message), { name }, code === undefined ? {} : { code });
    }
  };
  return pool;
}
