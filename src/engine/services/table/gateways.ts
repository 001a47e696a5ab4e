/** Those through whom their customers' mail passes to be filtered, in or out. They send for nobody. */

import { rowsOf } from '../row.ts';
import type { Service } from '../services.ts';

const gateway = rowsOf('filter');

export const gateways: readonly Service[] = [
  gateway('mimecast', 'Mimecast', { includes: ['mimecast.com'], hosts: ['mimecast.com'] }),
  gateway('proofpoint', 'Proofpoint', {
    includes: ['pphosted.com'],
    hosts: ['pphosted.com'],
    received: ['pps.filterd'],
  }),
];
