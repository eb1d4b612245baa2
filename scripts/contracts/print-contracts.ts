// The contracts as JSON, for whoever wants them made by a process of its own: `node print-contracts.ts [server PostgreSQL]`.
import { makeContracts } from './make-contracts.ts';

process.stdout.write(JSON.stringify(await makeContracts(process.argv[2])));
