import './node-version.js';
import 'reflect-metadata';
import { runTool } from './tools/run-tool.js';
import { smsCheck } from './tools/sms-check.js';
import { readArguments } from './tools/sms-check-arguments.js';

/** `npm run sms:check -- +919876543210 [--channel voice] [--locale hi]`: sends a real code and checks it. */
await runTool(readArguments, smsCheck);
