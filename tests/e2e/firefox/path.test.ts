/** The path in Firefox. */

import { firefoxDriver } from '../driver.ts';
import { runPaths } from '../path.ts';

runPaths(firefoxDriver);
