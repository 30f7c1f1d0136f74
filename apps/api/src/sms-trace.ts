import './node-version.js';
import 'reflect-metadata';
import { runTool } from './tools/run-tool.js';
import { smsTrace } from './tools/sms-trace.js';
import { readTraceArguments } from './tools/sms-trace-arguments.js';

/** `npm run sms:trace -- +919876543210`: what became of the messages to a number. */
await runTool(readTraceArguments, smsTrace);
