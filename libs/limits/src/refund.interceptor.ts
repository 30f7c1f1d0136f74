import { type CallHandler, type ExecutionContext, Inject, Injectable, Logger, type NestInterceptor } from '@nestjs/common';
import { ThrottlerStorage } from '@nestjs/throttler';
import { type Observable, tap } from 'rxjs';
import { type Charge, takeCharge } from './charge.js';
import type { LimitStorage } from './limit-storage.js';

/** From here on a status says that the request failed. */
const firstFailure = 400;

/**
 * Gives the charge of a budget of failed attempts back when the request succeeds. Only that one hit: a success
 * never clears an address's failures, or its owner could sign in to his own account between two guesses (T46).
 */
@Injectable()
export class RefundInterceptor implements NestInterceptor {
  private readonly logger = new Logger(RefundInterceptor.name);

  constructor(@Inject(ThrottlerStorage) private readonly storage: LimitStorage) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const charge = takeCharge(http.getRequest<object>());
    if (!charge) return next.handle();
    return next.handle().pipe(
      tap({
        complete: () => {
          if (http.getResponse<{ statusCode: number }>().statusCode < firstFailure) void this.refund(charge);
        },
      }),
    );
  }

  /**
   * The reply does not wait for it: the connection keeps the order, so the caller's next request finds the place
   * free. A refund that fails costs the caller one attempt and must not turn his success into a failure.
   */
  private async refund({ key, member }: Charge): Promise<void> {
    try {
      await this.storage.refund(key, member);
    } catch (error) {
      // the name of the error only: its text, or the key, could hold an address
      this.logger.warn(`An attempt that succeeded stays counted: ${error instanceof Error ? error.name : 'unknown error'}`);
    }
  }
}
