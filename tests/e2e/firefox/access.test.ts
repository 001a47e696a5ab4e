/** The pages for everybody, in Firefox. */

import { runAccess } from '../access.ts';
import { firefoxDriver } from '../driver.ts';

runAccess(firefoxDriver);
