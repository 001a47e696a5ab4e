/** Every way to a message and every fault, in Firefox. */

import { runCases } from '../acquisition.ts';
import { firefoxDriver } from '../driver.ts';

runCases(firefoxDriver, 'firefox');
