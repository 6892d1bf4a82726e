// A test without a RUN line checks nothing and has to fail.
module {}
