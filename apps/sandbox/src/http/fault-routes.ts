import { Router } from 'express';
import { type Faults, isFault } from './faults.js';

/** `POST /faults` adds one, `DELETE /faults` takes all away. */
export function faultRoutes(faults: Faults): Router {
  const router = Router();
  router
    .route('/')
    .post((request, response) => {
      const fault: unknown = request.body;
      if (!isFault(fault)) return void response.status(400).json({ message: 'Not a fault: see the README of the sandbox.' });
      faults.add(fault);
      response.status(204).end();
    })
    .delete((_request, response) => {
      faults.clear();
      response.status(204).end();
    });
  return router;
}
