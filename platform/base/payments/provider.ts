import type { Context } from '#kernel/context';
import { definePoint } from '#kernel/point';
import type { Text } from '#kernel/texts';

/** A notice as it came: the very bytes that were signed. */
export interface SignedNotice {
  readonly timestamp: string;
  readonly nonce: string;
  readonly body: string;
  readonly signature: string;
}

/** What a notice says once its signature is known to be right. */
export interface PaidNotice {
  /** The provider's own number of the notice. */
  readonly notice: string;
  readonly order: string;
  readonly reference: string;
  readonly amountFen: number;
  readonly paidAt: string;
}

/** What a notice of a pay-out that came back (退汇) says. */
export interface ReturnedNotice {
  /** Number of the movement under which we paid. */
  readonly payout: string;
  /** The provider's own number of the return. */
  readonly reference: string;
  readonly amountFen: number;
  readonly returnedAt: string;
  /** In the bank's words: `账号户名不符`. */
  readonly why: string;
}

export interface Movement {
  /** Number under which we know it. */
  readonly ours: string;
  readonly amountFen: number;
}

/** A way for money to come and go. The platform holds none: every movement is the provider's, ours is the order. */
export interface PaymentProvider {
  readonly code: string;
  readonly title: Text;
  /** Prepares a payment; where the payer goes to pay. */
  prepay(context: Context, order: Movement): Promise<{ readonly address: string }>;
  /** What the provider knows of an order: asked when no notice came. */
  query(context: Context, order: string): Promise<Omit<PaidNotice, 'notice'> | undefined>;
  /** Once closed, an order can be paid no more. @returns false when it is paid already */
  close(context: Context, order: string): Promise<boolean>;
  /** Said twice of one refund, it is done once. @returns the provider's number; undefined when it refuses */
  refund(context: Context, refund: Movement & { readonly order: string }): Promise<string | undefined>;
  /** Said twice of one pay-out, it is done once. */
  payOut(
    context: Context,
    payout: Movement & { readonly account: string; readonly name: string },
  ): Promise<string | undefined>;
  /** @returns the provider's number of a pay-out that it made; undefined when it made none under our number */
  paidOut(context: Context, ours: string): Promise<string | undefined>;
  /** @returns undefined when the signature is wrong or it is no notice of a return */
  verifyReturn(context: Context, notice: SignedNotice): Promise<ReturnedNotice | undefined>;
  /** @returns undefined when the signature is wrong */
  verify(context: Context, notice: SignedNotice): Promise<PaidNotice | undefined>;
  /** The statement file of a day: CSV `kind,ours,reference,amount_fen`, a line a movement of one of `movementKinds`. */
  statement(context: Context, day: string): Promise<string>;
}

/** Where providers are brought. Real ones are off until configured. */
export const paymentProviderPoint = definePoint<PaymentProvider>('payments.provider');
