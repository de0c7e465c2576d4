import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiPage } from './docs/api-page';
import { root } from './tools/paths';

// Writes the pages that are made from the contract: npx tsx scripts/docs.ts
writeFileSync(join(root, 'docs/api.md'), apiPage());
