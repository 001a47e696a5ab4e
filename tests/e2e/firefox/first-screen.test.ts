/** The first screen in Firefox. */

import { firefoxDriver } from '../driver.ts';
import { runFirstScreens } from '../first-screen.ts';

runFirstScreens(firefoxDriver);
