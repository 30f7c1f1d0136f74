import type { ErrorRequestHandler, RequestHandler } from 'express';
import { middleware, error as openapiError } from 'express-openapi-validator';
import type { Violation } from '../fake.js';
import { publishedApi } from './published-api.js';
import { TwilioFault } from './twilio-fault.js';

type ApiSpec = Parameters<typeof middleware>[0]['apiSpec'];
type OpenapiError = InstanceType<(typeof openapiError)['BadRequest']>;

const notTwilio = /^\/(?!v1\/|v2\/|2010-04-01\/)/;

/** Requests and the sandbox's own answers, compared with Twilio's published files. */
export function validate(violations: Violation[]): RequestHandler[] {
  return middleware({
    apiSpec: publishedApi() as unknown as ApiSpec,
    ignorePaths: notTwilio,
    validateApiSpec: false,
    validateSecurity: false,
    validateRequests: { allErrors: true, allowUnknownQueryParameters: false, coerceTypes: 'array' },
    validateResponses: {
      onError: (error, _body, request) => void violations.push(violationOf('response', request.method, request.path, error)),
    },
    // `phone-number`, `twiml` and the like are Twilio's own
    validateFormats: false,
    fileUploader: false,
  });
}

/** Notes what the published files refuse, and answers as Twilio would. */
export function noteViolations(violations: Violation[]): ErrorRequestHandler {
  return (error: unknown, request, _response, next) => {
    if (!isOpenapiError(error)) return next(error);
    violations.push(violationOf('request', request.method, request.path, error));
    next(faultOf(error, request.path));
  };
}

function isOpenapiError(error: unknown): error is OpenapiError {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors) && 'status' in error;
}

function violationOf(of: Violation['of'], method: string, path: string, { message, errors }: OpenapiError): Violation {
  return { of, method, path, messages: errors?.map((each) => `${each.path} ${each.message}`) ?? [message] };
}

function faultOf(error: OpenapiError, path: string): TwilioFault {
  const fields = (error.errors ?? []).map((each) => each.path.split('/').at(-1) ?? '');
  if (error.status === 405) return new TwilioFault(20004);
  if (error.status === 404 || (error.errors ?? []).some((each) => each.path.startsWith('/params/'))) return TwilioFault.notFound(path);
  if (path.startsWith('/v2/')) return TwilioFault.invalid(fields[0] ?? '');
  if (path.endsWith('/Messages.json') && fields.includes('To')) return new TwilioFault(21604);
  return new TwilioFault(20001, `Unknown or invalid parameters: ${fields.join(', ')}`);
}
