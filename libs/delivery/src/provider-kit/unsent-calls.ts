import type { Dispatcher } from 'undici';

type Handler = Dispatcher.DispatchHandler;
type Controller = Dispatcher.DispatchController;

/**
 * Knows of which failed calls not a byte has left: no name was found, no connection made, no handshake completed, or the time
 * was up before. Codes of errors do not say so: a reset comes before a handshake as well as after a whole request.
 */
export class UnsentCalls {
  private readonly errors = new WeakSet<object>();

  readonly interceptor: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
    dispatch(options, this.watched(handler));

  has(error: unknown): boolean {
    return typeof error === 'object' && error !== null && this.errors.has(error);
  }

  private watched(handler: Handler): Handler {
    let isWritten = false;
    return {
      onRequestStart: (controller: Controller, context: unknown) => {
        handler.onRequestStart?.(controller, context);
        // undici writes right after this, unless the caller has given up
        isWritten = !controller.aborted;
      },
      onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
      onResponseStart: (...args) => handler.onResponseStart?.(...args),
      onResponseData: (...args) => handler.onResponseData?.(...args),
      onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
      onResponseError: (controller, error) => {
        if (!isWritten) this.errors.add(error);
        handler.onResponseError?.(controller, error);
      },
    };
  }
}
