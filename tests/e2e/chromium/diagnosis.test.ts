/** What was changed on the way, in Chromium. Where the worker has to fetch the message: permission.test.ts. */

import { runDiagnoses } from '../diagnosis.ts';
import { chromiumDriver } from '../driver.ts';

runDiagnoses(chromiumDriver, () => {});
