import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemDocument, problemHeaders } from './problem-document.js';
import { toProblem } from './to-problem.js';

const firstServerError = 500;

/** The one way from a failure to a reply. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = toProblem(error);
    const { dialect } = request.routeOptions.config;
    const requestId = String(request.id);
    if (problem.status >= firstServerError)
      this.logger.error({ err: problem, code: problem.code, request_id: requestId }, 'request failed');
    void http
      .getResponse<FastifyReply>()
      .status(problem.status)
      .headers(problemHeaders(problem))
      .send(problemDocument(problem, requestId, dialect));
  }
}
