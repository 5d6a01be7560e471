package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RubySymbolsTest {

  private static final String PATH = "lib/shop/cart.rb";

  private static final String SOURCE =
      """
      # frozen_string_literal: true
      require 'json'
      require_relative "../lib/x"

      module Shop
        LIMIT = 10
        class Cart < Base::Thing
          include Enumerable
          attr_reader :items, :name
          attr_accessor :x
          NAMES = %w[a b].freeze
          def initialize(items = [], *rest, key: nil, **opts, &block)
            super()
            @items = items
            @count ||= 0
          end

          def self.parse(text)
            raise ArgumentError, "bad item #{text} here" if text.nil?
            raise CartError.new("cannot parse") unless ok?
            Rails.logger.error("failed #{text}")
            logger.warn { "lazy" }
            x = compute(text)
            items.each do |item|
              puts item.price
            end
            return new(x)
          rescue JSON::ParserError => e
            @logger.error "oops: #{e.message}"
            raise
          ensure
            done
          end

          class << self
            def build; new; end
            private
            def hidden = 1
          end

          def total = @items.sum(&:price)
          def <<(item); self; end
          def ok?
            case x when 1 then 2 end
            while a do b end
            y = a ? b : c
            @a&.b
            fail "gone"
          end
          define_method(:dyn) { |a| a }
          Line = Struct.new(:a)
          private

          def secret; end
        end
      end
      class Shop::Other; def go; end; end
      def top(a) a end
      Foo::Bar.baz(1)
      """;

  private static final String OUTLINE =
      """
      package
      import json
      import ../lib/x
      MODULE Object @1-59
        <main>() @2-3
          calls require/1 require_relative/1
        top(a) @58
        <main>() @59
          calls Bar.baz/1
      OBJECT Shop @5-56
        LIMIT @6
      CLASS Shop::Cart : Base::Thing, Enumerable @7-55
        items @9
        name @9
        x @10
        NAMES @11
        count @15
        Line @51
        <class:Cart>() @8-11
          calls include/1 ?.freeze/0
          sets NAMES
        initialize(items, rest, key, opts, block) @12-16
          calls super.super/0
          sets items count
          reads count
        static parse(text) @18-33
          calls raise/2 text.nil?/0 raise/1 CartError.<init>/1 ok?/0 logger.error/1 Rails.logger/0 logger.warn/1 compute/1 items.each/1 puts/1 item.price/0 new/1 logger.error/1 e.message/0
          throws ArgumentError 'bad item ' ' here' @19
          throws CartError 'cannot parse' @20
          logs error 'failed ' @21
          logs warn 'lazy' @22
          logs error 'oops: ' @29
          decides by text! @19 ! @20
          sets x
          reads done items logger
        static build() @36
          reads new
        static hidden() @38
        total() @41
          calls items.sum/1
          reads items
        <<(item) @42
        ok?() @43-49
          calls a.b/0 fail/1
          throws RuntimeError 'gone' @48
          decides by x @44 a @45 a @46
          sets y
          reads a b c x
        <class:Cart>() @50-51
          calls define_method/2 Struct.<init>/1
          sets Line
        secret() @54
      CLASS Shop::Other @57
        go() @57
      """;

  @Test
  void namesModulesAndClassesInFull() {
    ParsedSource parsed = SourceParser.of(Language.of(PATH)).parse(PATH, SOURCE);

    assertThat(Outline.of(parsed)).isEqualTo(OUTLINE);
  }
}
