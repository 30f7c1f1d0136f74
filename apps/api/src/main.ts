import './node-version.js';
import 'reflect-metadata';
import { start } from './start.js';

await start();
