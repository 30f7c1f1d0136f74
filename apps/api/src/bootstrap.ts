import { type Type, VersioningType } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CallerConfig, trustProxyOption } from '@sixdigit/caller';
import { ServiceConfig, type Settings } from '@sixdigit/config';
import { PinoLogger } from 'nestjs-pino';
import { ApiModule } from './api.module.js';
import { HttpConfig } from './config/http.config.js';
import { controllersOf } from './controllers.js';
import { openApiDocument, serveDocs } from './docs/openapi.js';
import { fastifyAdapter } from './http/fastify.js';
import type { LogSink } from './http/logging.js';
import { logRequests } from './http/request-log.js';
import { rootPathsOf } from './http/root-paths.js';
import { ServiceLogger } from './http/service-logger.js';

/** The whole service, ready to listen: what production boots, and the tests. `controllers` are its routes; tests add theirs. */
export async function createApp(
  settings: Settings,
  logSink?: LogSink,
  controllers: readonly Type[] = controllersOf(settings),
): Promise<NestFastifyApplication> {
  const http = settings.get(HttpConfig);
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.register(settings, controllers, logSink),
    fastifyAdapter(trustProxyOption(settings.get(CallerConfig)), http.requestTimeoutMs),
    // a start that fails says why in its own words: what Nest has gathered until then helps no operator
    { bufferLogs: true, autoFlushLogs: false, bodyParser: false, abortOnError: false },
  );
  app.useLogger(new ServiceLogger(await app.resolve(PinoLogger), {}));
  app.flushLogs();
  logRequests(app.getHttpAdapter().getInstance(), (line) => PinoLogger.root.info(line, 'request'));
  // ends with 0: sending itself the signal again may do nothing where the process is the first of a container
  app.enableShutdownHooks([], { useProcessExit: true });
  app.setGlobalPrefix('api', { exclude: rootPathsOf(controllers) });
  app.enableVersioning({ type: VersioningType.URI });
  app.useSecurityHeaders();
  if (http.corsOrigins.length > 0)
    app.enableCors({
      origin: http.corsOrigins.includes('*') ? '*' : http.corsOrigins,
      methods: ['GET', 'POST', 'PATCH', 'DELETE'],
      exposedHeaders: ['Retry-After', 'X-Request-Id', 'Idempotency-Replayed'],
    });
  if (http.docsEnabled ?? !settings.get(ServiceConfig).production) serveDocs(app, openApiDocument(app));
  return app;
}
