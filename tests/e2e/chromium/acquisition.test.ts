/** Every way to a message and every fault, in Chromium. */

import { runCases } from '../acquisition.ts';
import { chromiumDriver } from '../driver.ts';

runCases(chromiumDriver, 'chromium');
