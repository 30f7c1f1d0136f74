import './node-version.js';
import 'reflect-metadata';
import { readEnvironment } from '@sixdigit/config';
import { start } from './start.js';

await start(readEnvironment());
