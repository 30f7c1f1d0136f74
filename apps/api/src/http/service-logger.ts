import { Logger } from 'nestjs-pino';

/** The parts of Nest that list each module and route at the start. The page of the interface lists the routes, and better. */
const startChatter: ReadonlySet<unknown> = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** Nest's logger, in which a start is not a hundred lines: those are there with `LOG_LEVEL=debug`. */
export class ServiceLogger extends Logger {
  override log(message: unknown, ...parameters: unknown[]): void {
    if (startChatter.has(parameters.at(-1))) super.debug(message, ...parameters);
    else super.log(message, ...parameters);
  }
}
